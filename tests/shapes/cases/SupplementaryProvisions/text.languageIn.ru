DELETE DATA { <agreement/a/supplementary-provisions/1> renkei:text "この連携協約は、令和4年4月1日から施行する。"@ja } ;
INSERT DATA { <agreement/a/supplementary-provisions/1> renkei:text "この連携協約は、令和4年4月1日から施行する。"@fr }
