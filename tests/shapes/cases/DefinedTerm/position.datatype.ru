DELETE WHERE { <agreement/a/defined-term/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/defined-term/1> renkei:position "1.0"^^xsd:decimal }
