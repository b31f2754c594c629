DELETE WHERE { <agreement/a/group/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/group/1> renkei:position 0 }
