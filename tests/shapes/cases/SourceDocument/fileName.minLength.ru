DELETE { <agreement/a/source> renkei:fileName ?value }
INSERT { <agreement/a/source> renkei:fileName "" }
WHERE { <agreement/a/source> renkei:fileName ?value FILTER(lang(?value) = "") }
