# A property that the vocabulary does not have.
INSERT DATA { <area/012041/pair/014591> renkei:captoin "目的"@ja }
