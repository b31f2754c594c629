DELETE DATA { <agreement/a> renkei:reference <agreement/a/reference/1> } ;
INSERT DATA { <agreement/a> renkei:reference <agreement/a/nothing> }
