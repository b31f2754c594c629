DELETE WHERE { <agreement/a/source> rdfs:label ?value }
