DELETE DATA { <agreement/a/initiative/1> renkei:content "子育てを支援する。"@ja } ;
INSERT DATA { <agreement/a/initiative/1> renkei:content "子育てを支援する。"@fr }
