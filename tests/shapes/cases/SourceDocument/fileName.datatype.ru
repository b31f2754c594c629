DELETE WHERE { <agreement/a/source> renkei:fileName ?value } ;
INSERT DATA { <agreement/a/source> renkei:fileName "a.txt"@ja }
