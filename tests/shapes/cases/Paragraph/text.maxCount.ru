INSERT DATA { <agreement/a/article/1/paragraph/1> renkei:text "別"@ja }
