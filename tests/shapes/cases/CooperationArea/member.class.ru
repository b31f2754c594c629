DELETE DATA { <area/012041> renkei:member <municipality/012041> } ;
INSERT DATA { <area/012041> renkei:member <agreement/a/nothing> }
