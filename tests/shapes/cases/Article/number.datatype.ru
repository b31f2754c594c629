DELETE WHERE { <agreement/a/article/1> renkei:number ?value } ;
INSERT DATA { <agreement/a/article/1> renkei:number "1"@ja }
