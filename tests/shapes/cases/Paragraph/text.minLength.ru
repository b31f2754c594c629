DELETE { <agreement/a/article/1/paragraph/1> renkei:text ?value }
INSERT { <agreement/a/article/1/paragraph/1> renkei:text ""@ja }
WHERE { <agreement/a/article/1/paragraph/1> renkei:text ?value FILTER(lang(?value) = "ja") }
