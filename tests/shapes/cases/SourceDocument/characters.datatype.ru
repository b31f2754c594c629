DELETE WHERE { <agreement/a/source> renkei:characters ?value } ;
INSERT DATA { <agreement/a/source> renkei:characters "100.0"^^xsd:decimal }
