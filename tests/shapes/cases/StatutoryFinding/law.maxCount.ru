INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> renkei:law <instrument/186b5d8a> }
