DELETE DATA { <agreement/a> renkei:initiative <agreement/a/initiative/1> } ;
INSERT DATA { <agreement/a> renkei:initiative <agreement/a/nothing> }
