# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:captoin "目的"@ja }
