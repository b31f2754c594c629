DELETE WHERE { <agreement/a/initiative/1> renkei:span ?value }
