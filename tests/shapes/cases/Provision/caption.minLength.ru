DELETE WHERE { <agreement/a/version/20230401/article/1> renkei:caption ?value } ;
INSERT DATA { <agreement/a/version/20230401/article/1> renkei:caption ""@ja }
