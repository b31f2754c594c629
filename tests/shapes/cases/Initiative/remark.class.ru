DELETE DATA { <agreement/a/initiative/1> renkei:remark <agreement/a/initiative/1/remark/1> } ;
INSERT DATA { <agreement/a/initiative/1> renkei:remark <agreement/a/nothing> }
