DELETE WHERE { <agreement/a/force-period/2> renkei:position ?value } ;
INSERT DATA { <agreement/a/force-period/2> renkei:position "1.0"^^xsd:decimal }
