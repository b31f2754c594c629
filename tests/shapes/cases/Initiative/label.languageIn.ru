DELETE DATA { <agreement/a/initiative/1> rdfs:label "子育て支援"@ja } ;
INSERT DATA { <agreement/a/initiative/1> rdfs:label "子育て支援"@fr }
