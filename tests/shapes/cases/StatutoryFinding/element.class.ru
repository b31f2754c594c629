DELETE WHERE { <agreement/a/statutory-finding/renkei-basic-policy> renkei:element ?value } ;
INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> renkei:element <agreement/a/nothing> }
