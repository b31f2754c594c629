INSERT DATA { <agreement/a/initiative/1> renkei:inferredPolicyField policy-field:renkei-c }
