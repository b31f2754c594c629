DELETE WHERE { <agreement/a/citation/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/citation/1> renkei:position 0 }
