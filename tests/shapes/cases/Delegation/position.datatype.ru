DELETE WHERE { <agreement/a/delegation/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/delegation/1> renkei:position "1.0"^^xsd:decimal }
