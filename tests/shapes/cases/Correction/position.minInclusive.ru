DELETE WHERE { <agreement/a/correction/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/correction/1> renkei:position 0 }
