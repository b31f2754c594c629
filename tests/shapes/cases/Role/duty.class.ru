DELETE DATA { <agreement/a/initiative/1/role/1> renkei:duty <agreement/a/initiative/1/role/1/duty/1> } ;
INSERT DATA { <agreement/a/initiative/1/role/1> renkei:duty <agreement/a/nothing> }
