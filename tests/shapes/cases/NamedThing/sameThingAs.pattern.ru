DELETE WHERE { <agreement/a/named-thing/0123abcd> renkei:sameThingAs ?value } ;
INSERT DATA { <agreement/a/named-thing/0123abcd> renkei:sameThingAs <municipality/012041> }
