DELETE DATA { <agreement/a/appended-table/1> renkei:span <agreement/a/span/0-4> } ;
INSERT DATA { <agreement/a/appended-table/1> renkei:span <agreement/a/nothing> }
