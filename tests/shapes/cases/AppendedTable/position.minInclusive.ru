DELETE WHERE { <agreement/a/appended-table/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/appended-table/1> renkei:position 0 }
