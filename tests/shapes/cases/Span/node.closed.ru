# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/span/0-4> renkei:captoin "目的"@ja }
