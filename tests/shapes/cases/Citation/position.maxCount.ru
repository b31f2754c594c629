INSERT DATA { <agreement/a/citation/1> renkei:position 7 }
