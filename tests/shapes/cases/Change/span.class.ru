DELETE DATA { <agreement/a/change/1> renkei:span <agreement/a/span/0-4> } ;
INSERT DATA { <agreement/a/change/1> renkei:span <agreement/a/nothing> }
