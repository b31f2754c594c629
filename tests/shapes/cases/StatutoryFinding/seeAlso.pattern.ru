DELETE WHERE { <agreement/a/statutory-finding/renkei-basic-policy> rdfs:seeAlso ?value } ;
INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> rdfs:seeAlso <https://www.example.jp/> }
