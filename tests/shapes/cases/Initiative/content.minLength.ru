DELETE { <agreement/a/initiative/1> renkei:content ?value }
INSERT { <agreement/a/initiative/1> renkei:content ""@ja }
WHERE { <agreement/a/initiative/1> renkei:content ?value FILTER(lang(?value) = "ja") }
