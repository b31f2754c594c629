DELETE WHERE { <agreement/a/named-thing/0123abcd> renkei:thingKind ?value } ;
INSERT DATA { <agreement/a/named-thing/0123abcd> renkei:thingKind <agreement/a/nothing> }
