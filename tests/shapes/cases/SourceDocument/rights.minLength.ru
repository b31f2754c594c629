DELETE { <agreement/a/source> dcterms:rights ?value }
INSERT { <agreement/a/source> dcterms:rights "" }
WHERE { <agreement/a/source> dcterms:rights ?value FILTER(lang(?value) = "") }
