# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/named-thing/0123abcd> renkei:captoin "目的"@ja }
