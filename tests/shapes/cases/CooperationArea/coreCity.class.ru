DELETE DATA { <area/012041> renkei:coreCity <municipality/012041> } ;
INSERT DATA { <area/012041> renkei:coreCity <agreement/a/nothing> }
