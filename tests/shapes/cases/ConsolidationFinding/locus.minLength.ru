DELETE WHERE { <agreement/a/finding/1> renkei:locus ?value } ;
INSERT DATA { <agreement/a/finding/1> renkei:locus ""@ja }
