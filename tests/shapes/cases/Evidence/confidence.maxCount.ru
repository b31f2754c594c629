INSERT DATA { <agreement/a/initiative/1/role/1/duty/1/evidence/dutyType-bear-cost> renkei:confidence "likely" }
