INSERT DATA { <agreement/a/version/20230401> renkei:validUntil "2091-01-01"^^xsd:date }
