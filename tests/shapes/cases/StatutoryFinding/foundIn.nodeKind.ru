DELETE WHERE { <agreement/a/statutory-finding/renkei-basic-policy> renkei:foundIn ?value } ;
INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> renkei:foundIn "x" }
