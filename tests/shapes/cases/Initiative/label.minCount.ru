DELETE WHERE { <agreement/a/initiative/1> rdfs:label ?value }
