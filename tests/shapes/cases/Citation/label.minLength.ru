DELETE { <agreement/a/citation/1> rdfs:label ?value }
INSERT { <agreement/a/citation/1> rdfs:label ""@ja }
WHERE { <agreement/a/citation/1> rdfs:label ?value FILTER(lang(?value) = "ja") }
