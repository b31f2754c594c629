DELETE WHERE { <agreement/a/statutory-finding/kyogikai-name> renkei:lawItem ?value } ;
INSERT DATA { <agreement/a/statutory-finding/kyogikai-name> renkei:lawItem "1"@ja }
