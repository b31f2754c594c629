DELETE WHERE { <agreement/a> renkei:signedOn ?value } ;
INSERT DATA { <agreement/a> renkei:signedOn "2022-04-02"^^xsd:date }
