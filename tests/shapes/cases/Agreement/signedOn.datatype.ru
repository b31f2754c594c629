DELETE WHERE { <agreement/a> renkei:effectiveOn ?value } ;
DELETE WHERE { <agreement/a> renkei:signedOn ?value } ;
INSERT DATA { <agreement/a> renkei:signedOn "2022-02-30"^^xsd:date }
