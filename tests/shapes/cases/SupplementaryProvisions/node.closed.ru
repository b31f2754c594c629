# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/supplementary-provisions/1> renkei:captoin "目的"@ja }
