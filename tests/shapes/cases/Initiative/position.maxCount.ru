INSERT DATA { <agreement/a/initiative/1> renkei:position 7 }
