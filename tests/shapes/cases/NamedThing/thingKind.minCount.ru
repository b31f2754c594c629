DELETE WHERE { <agreement/a/named-thing/0123abcd> renkei:thingKind ?value }
