DELETE DATA { <agreement/a/article/1/paragraph/1> renkei:item <agreement/a/article/1/paragraph/1/item/1> } ;
INSERT DATA { <agreement/a/article/1/paragraph/1> renkei:item <agreement/a/nothing> }
