DELETE DATA { <agreement/a/initiative/1> renkei:evidence <agreement/a/initiative/1/evidence/policyField> } ;
INSERT DATA { <agreement/a/initiative/1> renkei:evidence <agreement/a/nothing> }
