DELETE WHERE { <agreement/a/initiative/1> renkei:inferredPolicyField ?value } ;
INSERT DATA { <agreement/a/initiative/1> renkei:inferredPolicyField policy-field:renkei-c-a }
