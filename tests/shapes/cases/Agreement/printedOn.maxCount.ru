INSERT DATA { <agreement/a> renkei:printedOn "2022-01-10"^^xsd:date }
