# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/event/effect> renkei:captoin "目的"@ja }
