DELETE { <agreement/a/appended-table/1> rdfs:label ?value }
INSERT { <agreement/a/appended-table/1> rdfs:label ""@ja }
WHERE { <agreement/a/appended-table/1> rdfs:label ?value FILTER(lang(?value) = "ja") }
