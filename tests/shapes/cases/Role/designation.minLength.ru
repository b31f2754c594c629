DELETE { <agreement/a/initiative/1/role/1> renkei:designation ?value }
INSERT { <agreement/a/initiative/1/role/1> renkei:designation "" }
WHERE { <agreement/a/initiative/1/role/1> renkei:designation ?value FILTER(lang(?value) = "") }
