DELETE WHERE { <agreement/a/initiative/1/role/1> renkei:names ?value } ;
INSERT DATA { <agreement/a/initiative/1/role/1> renkei:names <agreement/a/nothing> }
