INSERT DATA { <agreement/a/citation/2> renkei:lawClause "別" }
