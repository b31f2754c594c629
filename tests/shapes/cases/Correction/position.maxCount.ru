INSERT DATA { <agreement/a/correction/1> renkei:position 7 }
