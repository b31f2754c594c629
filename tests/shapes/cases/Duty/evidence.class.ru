DELETE DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:evidence <agreement/a/initiative/1/role/1/duty/1/evidence/dutyType-bear-cost> } ;
INSERT DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:evidence <agreement/a/nothing> }
