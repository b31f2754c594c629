DELETE DATA { <agreement/a/change/1> renkei:oldText "生活機能"@ja } ;
INSERT DATA { <agreement/a/change/1> renkei:oldText "生活機能"@fr }
