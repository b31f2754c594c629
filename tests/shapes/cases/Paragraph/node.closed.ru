# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/article/1/paragraph/1> renkei:captoin "目的"@ja }
