DELETE { <agreement/a/signatory/1> schema:jobTitle ?value }
INSERT { <agreement/a/signatory/1> schema:jobTitle ""@ja }
WHERE { <agreement/a/signatory/1> schema:jobTitle ?value FILTER(lang(?value) = "ja") }
