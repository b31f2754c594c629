# A property that the vocabulary does not have.
INSERT DATA { <body/x89abcdef> renkei:captoin "目的"@ja }
