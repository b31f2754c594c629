DELETE DATA { <agreement/a> renkei:signatory <agreement/a/signatory/1> } ;
INSERT DATA { <agreement/a> renkei:signatory <agreement/a/nothing> }
