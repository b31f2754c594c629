INSERT DATA { <agreement/a/appended-table/1> renkei:position 7 }
