INSERT DATA { <agreement/a> renkei:signedOn "2022-01-10"^^xsd:date }
