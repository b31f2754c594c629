DELETE DATA { <agreement/a/initiative/1> renkei:role <agreement/a/initiative/1/role/1> } ;
INSERT DATA { <agreement/a/initiative/1> renkei:role <agreement/a/nothing> }
