INSERT DATA { <agreement/a/citation/2> renkei:rangePart "to" }
