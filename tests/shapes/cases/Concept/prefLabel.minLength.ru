DELETE { capacity:core-city skos:prefLabel ?value }
INSERT { capacity:core-city skos:prefLabel ""@ja }
WHERE { capacity:core-city skos:prefLabel ?value FILTER(lang(?value) = "ja") }
