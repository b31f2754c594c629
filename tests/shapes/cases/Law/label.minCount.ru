DELETE WHERE { <law/322AC0000000067> rdfs:label ?value }
