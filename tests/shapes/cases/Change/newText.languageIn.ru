DELETE DATA { <agreement/a/change/1> renkei:newText "生活機能等"@ja } ;
INSERT DATA { <agreement/a/change/1> renkei:newText "生活機能等"@fr }
