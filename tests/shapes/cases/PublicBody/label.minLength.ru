DELETE { <body/x0123abcd> rdfs:label ?value }
INSERT { <body/x0123abcd> rdfs:label ""@ja }
WHERE { <body/x0123abcd> rdfs:label ?value FILTER(lang(?value) = "ja") }
