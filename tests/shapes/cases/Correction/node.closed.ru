# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/correction/1> renkei:captoin "目的"@ja }
