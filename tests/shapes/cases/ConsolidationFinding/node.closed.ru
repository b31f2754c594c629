# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/finding/1> renkei:captoin "目的"@ja }
