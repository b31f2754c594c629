DELETE { <agreement/a> rdfs:label ?value }
INSERT { <agreement/a> rdfs:label ""@ja }
WHERE { <agreement/a> rdfs:label ?value FILTER(lang(?value) = "ja") }
