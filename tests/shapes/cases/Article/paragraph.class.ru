DELETE DATA { <agreement/a/article/1> renkei:paragraph <agreement/a/article/1/paragraph/1> } ;
INSERT DATA { <agreement/a/article/1> renkei:paragraph <agreement/a/nothing> }
