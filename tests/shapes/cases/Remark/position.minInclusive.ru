DELETE WHERE { <agreement/a/initiative/1/remark/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/initiative/1/remark/1> renkei:position 0 }
