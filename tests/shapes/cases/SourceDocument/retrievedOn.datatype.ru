DELETE WHERE { <agreement/a/source> renkei:retrievedOn ?value } ;
INSERT DATA { <agreement/a/source> renkei:retrievedOn "2022-02-30"^^xsd:date }
