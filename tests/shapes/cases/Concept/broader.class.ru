DELETE DATA { policy-field:renkei-c-a skos:broader policy-field:renkei-c } ;
INSERT DATA { policy-field:renkei-c-a skos:broader <agreement/a/nothing> }
