INSERT DATA { <agreement/a/change/1> renkei:operation "delete" }
