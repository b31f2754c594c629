DELETE WHERE { <agreement/a/statutory-finding/renkei-basic-policy> renkei:law ?value } ;
INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> renkei:law <agreement/a/nothing> }
