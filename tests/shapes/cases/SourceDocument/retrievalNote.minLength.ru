DELETE { <agreement/a/source> renkei:retrievalNote ?value }
INSERT { <agreement/a/source> renkei:retrievalNote "" }
WHERE { <agreement/a/source> renkei:retrievalNote ?value FILTER(lang(?value) = "") }
