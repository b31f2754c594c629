# A property that the vocabulary does not have.
INSERT DATA { <law/322AC0000000067> renkei:captoin "目的"@ja }
