DELETE WHERE { <agreement/a/initiative/1> renkei:position ?value }
