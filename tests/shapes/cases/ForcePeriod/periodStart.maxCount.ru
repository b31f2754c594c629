INSERT DATA { <agreement/a/force-period/2> renkei:periodStart "2021-01-01"^^xsd:date }
