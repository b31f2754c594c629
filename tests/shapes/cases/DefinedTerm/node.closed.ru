# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/defined-term/1> renkei:captoin "目的"@ja }
