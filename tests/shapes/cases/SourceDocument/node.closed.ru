# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/source> renkei:captoin "目的"@ja }
