DELETE WHERE { <agreement/a/named-thing/0123abcd> rdfs:seeAlso ?value } ;
INSERT DATA { <agreement/a/named-thing/0123abcd> rdfs:seeAlso <https://www.example.jp/> }
