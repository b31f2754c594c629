DELETE { <https://w3id.org/renkei/capacity/> skos:prefLabel ?value }
INSERT { <https://w3id.org/renkei/capacity/> skos:prefLabel ""@ja }
WHERE { <https://w3id.org/renkei/capacity/> skos:prefLabel ?value FILTER(lang(?value) = "ja") }
