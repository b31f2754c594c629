INSERT DATA { <agreement/a/delegation/1> renkei:position 7 }
