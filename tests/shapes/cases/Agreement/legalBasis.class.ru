DELETE DATA { <agreement/a> renkei:legalBasis <agreement/a/citation/1> } ;
INSERT DATA { <agreement/a> renkei:legalBasis <agreement/a/nothing> }
