INSERT DATA { <agreement/a/reference/1> renkei:position 7 }
