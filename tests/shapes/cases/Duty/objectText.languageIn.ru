DELETE DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:objectText "経費"@ja } ;
INSERT DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:objectText "経費"@en }
