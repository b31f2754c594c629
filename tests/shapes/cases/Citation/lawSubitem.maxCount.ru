INSERT DATA { <agreement/a/citation/2> renkei:lawSubitem "別" }
