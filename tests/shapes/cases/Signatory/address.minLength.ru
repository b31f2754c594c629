DELETE { <agreement/a/signatory/1> renkei:address ?value }
INSERT { <agreement/a/signatory/1> renkei:address ""@ja }
WHERE { <agreement/a/signatory/1> renkei:address ?value FILTER(lang(?value) = "ja") }
