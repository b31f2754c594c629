INSERT DATA { <agreement/a/change/1> renkei:position 7 }
