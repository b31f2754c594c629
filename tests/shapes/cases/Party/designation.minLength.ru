DELETE { <agreement/a/party/1> renkei:designation ?value }
INSERT { <agreement/a/party/1> renkei:designation "" }
WHERE { <agreement/a/party/1> renkei:designation ?value FILTER(lang(?value) = "") }
