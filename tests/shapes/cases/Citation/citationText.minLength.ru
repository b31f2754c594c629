DELETE { <agreement/a/citation/1> renkei:citationText ?value }
INSERT { <agreement/a/citation/1> renkei:citationText "" }
WHERE { <agreement/a/citation/1> renkei:citationText ?value FILTER(lang(?value) = "") }
