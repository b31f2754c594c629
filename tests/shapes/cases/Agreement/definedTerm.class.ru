DELETE DATA { <agreement/a> renkei:definedTerm <agreement/a/defined-term/1> } ;
INSERT DATA { <agreement/a> renkei:definedTerm <agreement/a/nothing> }
