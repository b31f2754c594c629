DELETE WHERE { <agreement/a/party/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/party/1> renkei:position "1.0"^^xsd:decimal }
