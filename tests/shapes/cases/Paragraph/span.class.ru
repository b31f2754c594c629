DELETE DATA { <agreement/a/article/1/paragraph/1> renkei:span <agreement/a/span/0-4> } ;
INSERT DATA { <agreement/a/article/1/paragraph/1> renkei:span <agreement/a/nothing> }
