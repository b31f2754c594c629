INSERT DATA { <agreement/a/defined-term/1> renkei:position 7 }
