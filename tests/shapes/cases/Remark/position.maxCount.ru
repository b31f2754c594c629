INSERT DATA { <agreement/a/initiative/1/remark/1> renkei:position 7 }
