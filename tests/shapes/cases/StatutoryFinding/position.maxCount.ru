INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> renkei:position 7 }
