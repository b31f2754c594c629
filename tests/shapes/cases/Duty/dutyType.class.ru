DELETE DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:dutyType duty-type:bear-cost } ;
INSERT DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:dutyType <agreement/a/nothing> }
