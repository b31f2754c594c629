DELETE DATA { <agreement/a/group/1> renkei:span <agreement/a/span/0-4> } ;
INSERT DATA { <agreement/a/group/1> renkei:span <agreement/a/nothing> }
