DELETE DATA { <agreement/a> renkei:evidence <agreement/a/evidence/title> } ;
INSERT DATA { <agreement/a> renkei:evidence <agreement/a/nothing> }
