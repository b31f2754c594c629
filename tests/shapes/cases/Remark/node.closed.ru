# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/initiative/1/remark/1> renkei:captoin "目的"@ja }
