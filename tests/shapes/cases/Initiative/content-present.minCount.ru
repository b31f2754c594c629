DELETE WHERE { <agreement/a/initiative/1> renkei:content ?value }
