DELETE DATA { <agreement/a/evidence/title> renkei:span <agreement/a/span/0-4> } ;
INSERT DATA { <agreement/a/evidence/title> renkei:span <agreement/a/nothing> }
