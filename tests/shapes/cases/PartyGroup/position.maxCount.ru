INSERT DATA { <agreement/a/group/1> renkei:position 7 }
