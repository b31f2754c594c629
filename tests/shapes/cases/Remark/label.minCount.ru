DELETE WHERE { <agreement/a/initiative/1/remark/1> rdfs:label ?value }
