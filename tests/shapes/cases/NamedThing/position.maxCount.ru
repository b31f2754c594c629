INSERT DATA { <agreement/a/named-thing/0123abcd> renkei:position 7 }
