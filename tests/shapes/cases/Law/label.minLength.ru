DELETE { <instrument/186b5d8a> rdfs:label ?value }
INSERT { <instrument/186b5d8a> rdfs:label ""@ja }
WHERE { <instrument/186b5d8a> rdfs:label ?value FILTER(lang(?value) = "ja") }
