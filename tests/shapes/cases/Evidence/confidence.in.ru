DELETE DATA { <agreement/a/initiative/1/role/1/duty/1/evidence/dutyType-bear-cost> renkei:confidence "certain" } ;
INSERT DATA { <agreement/a/initiative/1/role/1/duty/1/evidence/dutyType-bear-cost> renkei:confidence "surely" }
