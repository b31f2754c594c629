DELETE WHERE { <agreement/a/force-period/2> renkei:periodStart ?value } ;
INSERT DATA { <agreement/a/force-period/2> renkei:periodStart "2090-01-01"^^xsd:date }
