DELETE DATA { <agreement/a/reference/1> renkei:span <agreement/a/span/0-4> } ;
INSERT DATA { <agreement/a/reference/1> renkei:span <agreement/a/nothing> }
