DELETE WHERE { <agreement/a/article/1> renkei:clauseType ?value } ;
INSERT DATA { <agreement/a/article/1> renkei:clauseType <agreement/a/nothing> }
