DELETE DATA { <agreement/a> renkei:cites <agreement/a/citation/2> } ;
INSERT DATA { <agreement/a> renkei:cites <agreement/a/nothing> }
