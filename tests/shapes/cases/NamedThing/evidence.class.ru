DELETE WHERE { <agreement/a/named-thing/0123abcd> renkei:evidence ?value } ;
INSERT DATA { <agreement/a/named-thing/0123abcd> renkei:evidence <agreement/a/nothing> }
