DELETE WHERE { <agreement/a/initiative/1/role/1> renkei:evidence ?value } ;
INSERT DATA { <agreement/a/initiative/1/role/1> renkei:evidence <agreement/a/nothing> }
