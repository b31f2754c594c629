DELETE WHERE { <agreement/a/named-thing/0123abcd> renkei:position ?value } ;
INSERT DATA { <agreement/a/named-thing/0123abcd> renkei:position "1.0"^^xsd:decimal }
