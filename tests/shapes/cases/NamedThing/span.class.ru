DELETE WHERE { <agreement/a/named-thing/0123abcd> renkei:span ?value } ;
INSERT DATA { <agreement/a/named-thing/0123abcd> renkei:span <agreement/a/nothing> }
