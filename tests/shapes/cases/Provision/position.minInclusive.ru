DELETE WHERE { <agreement/a/version/20230401/article/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/version/20230401/article/1> renkei:position -1 }
