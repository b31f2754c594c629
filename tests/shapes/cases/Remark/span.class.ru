DELETE DATA { <agreement/a/initiative/1/remark/1> renkei:span <agreement/a/span/0-4> } ;
INSERT DATA { <agreement/a/initiative/1/remark/1> renkei:span <agreement/a/nothing> }
