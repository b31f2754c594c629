DELETE WHERE { <body/x0123abcd> rdfs:label ?value }
