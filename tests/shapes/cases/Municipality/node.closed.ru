# A property that the vocabulary does not have.
INSERT DATA { <municipality/012041> renkei:captoin "目的"@ja }
