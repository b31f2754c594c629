INSERT DATA { <agreement/a/source> renkei:retrievedOn "2022-01-10"^^xsd:date }
