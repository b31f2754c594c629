# A property that the vocabulary does not have.
INSERT DATA { <agreement/a/party/1/identity/012041> renkei:captoin "目的"@ja }
