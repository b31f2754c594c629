DELETE DATA { <agreement/a/initiative/1> renkei:headingPath "生活機能の強化 / 福祉"@ja } ;
INSERT DATA { <agreement/a/initiative/1> renkei:headingPath "生活機能の強化 / 福祉"@fr }
