INSERT DATA { <agreement/a/reference/1> renkei:target <agreement/a/article/2> }
