DELETE WHERE { <agreement/a/appended-table/1> rdfs:label ?value }
