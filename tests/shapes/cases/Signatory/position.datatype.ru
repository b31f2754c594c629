DELETE WHERE { <agreement/a/signatory/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/signatory/1> renkei:position "1.0"^^xsd:decimal }
