DELETE WHERE { <agreement/a/defined-term/1> rdfs:label ?value }
