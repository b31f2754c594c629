# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/evidence/title> renkei:captoin "目的"@ja }
