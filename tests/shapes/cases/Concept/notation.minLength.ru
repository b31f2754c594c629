DELETE { policy-field:renkei-c skos:notation ?value }
INSERT { policy-field:renkei-c skos:notation "" }
WHERE { policy-field:renkei-c skos:notation ?value FILTER(lang(?value) = "") }
