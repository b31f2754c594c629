# A property that the vocabulary does not have.
INSERT DATA { <prefecture/010006> renkei:captoin "目的"@ja }
