# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/group/1> renkei:captoin "目的"@ja }
