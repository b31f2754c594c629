INSERT DATA { <agreement/a/initiative/1/role/1> renkei:designation "別" }
