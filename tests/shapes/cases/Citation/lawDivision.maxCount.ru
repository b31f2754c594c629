INSERT DATA { <agreement/a/citation/2> renkei:lawDivision "別" }
