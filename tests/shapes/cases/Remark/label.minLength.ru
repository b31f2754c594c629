DELETE { <agreement/a/initiative/1/remark/1> rdfs:label ?value }
INSERT { <agreement/a/initiative/1/remark/1> rdfs:label ""@ja }
WHERE { <agreement/a/initiative/1/remark/1> rdfs:label ?value FILTER(lang(?value) = "ja") }
