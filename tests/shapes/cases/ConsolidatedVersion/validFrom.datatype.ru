DELETE WHERE { <agreement/a/version/20230401> renkei:validFrom ?value } ;
INSERT DATA { <agreement/a/version/20230401> renkei:validFrom "1.0"^^xsd:decimal }
