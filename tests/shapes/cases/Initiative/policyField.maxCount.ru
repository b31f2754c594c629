INSERT DATA { <agreement/a/initiative/1> renkei:policyField policy-field:renkei-c }
