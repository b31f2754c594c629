DELETE WHERE { <agreement/a/version/20230401/article/1> rdfs:label ?value } ;
INSERT DATA { <agreement/a/version/20230401/article/1> rdfs:label "別"@fr }
