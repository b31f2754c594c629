DELETE WHERE { <agreement/a/reference/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/reference/1> renkei:position 0 }
