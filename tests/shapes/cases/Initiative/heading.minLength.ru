DELETE { <agreement/a/initiative/1> renkei:heading ?value }
INSERT { <agreement/a/initiative/1> renkei:heading ""@ja }
WHERE { <agreement/a/initiative/1> renkei:heading ?value FILTER(lang(?value) = "ja") }
