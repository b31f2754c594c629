DELETE { <agreement/a/initiative/1> renkei:headingPath ?value }
INSERT { <agreement/a/initiative/1> renkei:headingPath ""@ja }
WHERE { <agreement/a/initiative/1> renkei:headingPath ?value FILTER(lang(?value) = "ja") }
