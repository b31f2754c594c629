DELETE WHERE { <agreement/a> renkei:signedOn ?value } ;
DELETE WHERE { <agreement/a> renkei:effectiveOn ?value } ;
INSERT DATA { <agreement/a> renkei:effectiveOn "2022-02-30"^^xsd:date }
