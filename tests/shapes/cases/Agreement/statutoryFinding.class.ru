DELETE WHERE { <agreement/a> renkei:statutoryFinding ?value } ;
INSERT DATA { <agreement/a> renkei:statutoryFinding <agreement/a/nothing> }
