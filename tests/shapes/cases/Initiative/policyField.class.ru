DELETE DATA { <agreement/a/initiative/1> renkei:policyField policy-field:renkei-c-a } ;
INSERT DATA { <agreement/a/initiative/1> renkei:policyField <agreement/a/nothing> }
