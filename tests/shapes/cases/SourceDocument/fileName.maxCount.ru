INSERT DATA { <agreement/a/source> renkei:fileName "別" }
