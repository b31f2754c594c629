DELETE { <agreement/a/signatory/1> renkei:designation ?value }
INSERT { <agreement/a/signatory/1> renkei:designation "" }
WHERE { <agreement/a/signatory/1> renkei:designation ?value FILTER(lang(?value) = "") }
