DELETE { <area/012041> rdfs:label ?value }
INSERT { <area/012041> rdfs:label ""@ja }
WHERE { <area/012041> rdfs:label ?value FILTER(lang(?value) = "ja") }
