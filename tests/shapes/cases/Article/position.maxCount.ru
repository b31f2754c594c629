INSERT DATA { <agreement/a/article/1> renkei:position 7 }
