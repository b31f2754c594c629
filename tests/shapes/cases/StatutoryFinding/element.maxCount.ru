INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> renkei:element statutory-element:kyogikai-name }
