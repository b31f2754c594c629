DELETE DATA { <agreement/a/initiative/1/role/1> renkei:assignedTo <municipality/012041> } ;
INSERT DATA { <agreement/a/initiative/1/role/1> renkei:assignedTo <agreement/a/nothing> }
