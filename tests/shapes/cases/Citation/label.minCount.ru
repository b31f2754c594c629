DELETE WHERE { <agreement/a/citation/1> rdfs:label ?value }
