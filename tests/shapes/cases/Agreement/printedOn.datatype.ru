DELETE WHERE { <agreement/a> renkei:printedOn ?value } ;
INSERT DATA { <agreement/a> renkei:printedOn "2022-02-30"^^xsd:date }
