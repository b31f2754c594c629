INSERT DATA { <agreement/a/force-period/2> renkei:position 7 }
