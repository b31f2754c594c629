DELETE { <agreement/a/signatory/1> foaf:name ?value }
INSERT { <agreement/a/signatory/1> foaf:name ""@ja }
WHERE { <agreement/a/signatory/1> foaf:name ?value FILTER(lang(?value) = "ja") }
