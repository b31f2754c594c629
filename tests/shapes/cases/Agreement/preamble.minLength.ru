DELETE { <agreement/a> renkei:preamble ?value }
INSERT { <agreement/a> renkei:preamble ""@ja }
WHERE { <agreement/a> renkei:preamble ?value FILTER(lang(?value) = "ja") }
