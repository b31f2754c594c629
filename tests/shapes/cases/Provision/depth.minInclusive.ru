DELETE WHERE { <agreement/a/version/20230401/article/1> renkei:depth ?value } ;
INSERT DATA { <agreement/a/version/20230401/article/1> renkei:depth -1 }
