DELETE DATA { <agreement/a> renkei:area <area/012041> } ;
INSERT DATA { <agreement/a> renkei:area <agreement/a/nothing> }
