DELETE WHERE { <agreement/a/statutory-finding/renkei-basic-policy> renkei:result ?value }
