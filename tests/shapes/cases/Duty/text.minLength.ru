DELETE { <agreement/a/initiative/1/role/1/duty/1> renkei:text ?value }
INSERT { <agreement/a/initiative/1/role/1/duty/1> renkei:text ""@ja }
WHERE { <agreement/a/initiative/1/role/1/duty/1> renkei:text ?value FILTER(lang(?value) = "ja") }
