INSERT DATA { <agreement/a/named-thing/0123abcd> renkei:thingKind thing-kind:system }
