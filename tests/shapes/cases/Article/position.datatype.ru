DELETE WHERE { <agreement/a/article/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/article/1> renkei:position "1.0"^^xsd:decimal }
