DELETE { <agreement/a> dcterms:title ?value }
INSERT { <agreement/a> dcterms:title ""@ja }
WHERE { <agreement/a> dcterms:title ?value FILTER(lang(?value) = "ja") }
