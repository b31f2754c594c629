DELETE DATA { <agreement/a/reference/1> renkei:target <agreement/a/article/1> } ;
INSERT DATA { <agreement/a/reference/1> renkei:target <agreement/a/nothing> }
