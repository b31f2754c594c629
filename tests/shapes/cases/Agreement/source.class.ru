DELETE DATA { <agreement/a> renkei:source <agreement/a/source> } ;
INSERT DATA { <agreement/a> renkei:source <agreement/a/nothing> }
