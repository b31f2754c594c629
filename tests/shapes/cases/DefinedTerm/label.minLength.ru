DELETE { <agreement/a/defined-term/1> rdfs:label ?value }
INSERT { <agreement/a/defined-term/1> rdfs:label ""@ja }
WHERE { <agreement/a/defined-term/1> rdfs:label ?value FILTER(lang(?value) = "ja") }
