INSERT DATA { <agreement/a/force-period/2> renkei:periodEnd "2091-01-01"^^xsd:date }
