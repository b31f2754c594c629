INSERT DATA { <agreement/a/citation/2> renkei:lawItem "9" }
