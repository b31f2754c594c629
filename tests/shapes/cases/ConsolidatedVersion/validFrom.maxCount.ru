INSERT DATA { <agreement/a/version/20230401> renkei:validFrom "2022-12-01"^^xsd:date }
