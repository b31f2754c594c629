DELETE { <agreement/a/reference/1> renkei:text ?value }
INSERT { <agreement/a/reference/1> renkei:text ""@ja }
WHERE { <agreement/a/reference/1> renkei:text ?value FILTER(lang(?value) = "ja") }
