DELETE WHERE { <agreement/a/statutory-finding/renkei-basic-policy> renkei:position ?value } ;
INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> renkei:position 0 }
