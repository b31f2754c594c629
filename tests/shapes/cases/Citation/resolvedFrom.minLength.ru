DELETE { <agreement/a/citation/1> renkei:resolvedFrom ?value }
INSERT { <agreement/a/citation/1> renkei:resolvedFrom ""@ja }
WHERE { <agreement/a/citation/1> renkei:resolvedFrom ?value FILTER(lang(?value) = "ja") }
