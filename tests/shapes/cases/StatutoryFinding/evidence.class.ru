DELETE WHERE { <agreement/a/statutory-finding/renkei-basic-policy> renkei:evidence ?value } ;
INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> renkei:evidence <agreement/a/nothing> }
