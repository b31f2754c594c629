DELETE WHERE { <agreement/a/version/20230401> renkei:complete ?value } ;
INSERT DATA { <agreement/a/version/20230401> renkei:complete "1.0"^^xsd:decimal }
