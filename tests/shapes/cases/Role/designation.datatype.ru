DELETE WHERE { <agreement/a/initiative/1/role/1> renkei:designation ?value } ;
INSERT DATA { <agreement/a/initiative/1/role/1> renkei:designation "甲"@ja }
