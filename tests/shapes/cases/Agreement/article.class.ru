DELETE DATA { <agreement/a> renkei:article <agreement/a/article/1> } ;
INSERT DATA { <agreement/a> renkei:article <agreement/a/nothing> }
