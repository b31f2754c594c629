DELETE { <agreement/a/article/1> renkei:caption ?value }
INSERT { <agreement/a/article/1> renkei:caption ""@ja }
WHERE { <agreement/a/article/1> renkei:caption ?value FILTER(lang(?value) = "ja") }
