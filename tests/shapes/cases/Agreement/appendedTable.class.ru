DELETE DATA { <agreement/a> renkei:appendedTable <agreement/a/appended-table/1> } ;
INSERT DATA { <agreement/a> renkei:appendedTable <agreement/a/nothing> }
