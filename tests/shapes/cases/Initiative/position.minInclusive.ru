DELETE WHERE { <agreement/a/initiative/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/initiative/1> renkei:position 0 }
