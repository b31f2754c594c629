DELETE WHERE { <agreement/a/initiative/1> renkei:policyField ?value }
