INSERT DATA { <agreement/a/article/1> renkei:caption "別"@ja }
