# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/version/20230401/article/1> renkei:captoin "目的"@ja }
