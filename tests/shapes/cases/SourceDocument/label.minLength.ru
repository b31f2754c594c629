DELETE { <agreement/a/source> rdfs:label ?value }
INSERT { <agreement/a/source> rdfs:label "" }
WHERE { <agreement/a/source> rdfs:label ?value FILTER(lang(?value) = "") }
