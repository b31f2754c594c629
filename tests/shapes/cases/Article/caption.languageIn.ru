DELETE DATA { <agreement/a/article/1> renkei:caption "目的"@ja } ;
INSERT DATA { <agreement/a/article/1> renkei:caption "目的"@fr }
