DELETE WHERE { <agreement/a/version/20230401> renkei:validUntil ?value } ;
INSERT DATA { <agreement/a/version/20230401> renkei:validUntil "1.0"^^xsd:decimal }
