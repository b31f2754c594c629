DELETE DATA { <agreement/a/delegation/1> renkei:span <agreement/a/span/0-4> } ;
INSERT DATA { <agreement/a/delegation/1> renkei:span <agreement/a/nothing> }
