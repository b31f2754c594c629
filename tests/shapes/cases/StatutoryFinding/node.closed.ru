# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> renkei:captoin "目的"@ja }
