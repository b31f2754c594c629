DELETE WHERE { <agreement/a/change/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/change/1> renkei:position "1.0"^^xsd:decimal }
