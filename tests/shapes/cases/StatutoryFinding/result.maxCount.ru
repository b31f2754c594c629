INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> renkei:result "not-found" }
