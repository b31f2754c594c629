# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/force-period/2> renkei:captoin "目的"@ja }
