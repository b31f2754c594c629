DELETE WHERE { <agreement/a/change/1> renkei:locus ?value } ;
INSERT DATA { <agreement/a/change/1> renkei:locus ""@ja }
