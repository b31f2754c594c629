INSERT DATA { <agreement/a/statutory-finding/kyogikai-name> renkei:lawItem "9" }
