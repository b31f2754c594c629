DELETE DATA { <agreement/a/initiative/1> renkei:heading "生活機能の強化"@ja } ;
INSERT DATA { <agreement/a/initiative/1> renkei:heading "生活機能の強化"@fr }
