DELETE WHERE { <agreement/a/article/1> renkei:evidence ?value } ;
INSERT DATA { <agreement/a/article/1> renkei:evidence <agreement/a/nothing> }
