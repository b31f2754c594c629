DELETE WHERE { <agreement/a/named-thing/0123abcd> rdfs:label ?value } ;
INSERT DATA { <agreement/a/named-thing/0123abcd> rdfs:label ""@ja }
