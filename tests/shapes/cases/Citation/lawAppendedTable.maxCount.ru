INSERT DATA { <agreement/a/citation/2> renkei:lawAppendedTable "別" }
