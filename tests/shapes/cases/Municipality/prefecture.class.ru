DELETE DATA { <municipality/012041> renkei:prefecture <prefecture/010006> } ;
INSERT DATA { <municipality/012041> renkei:prefecture <agreement/a/nothing> }
