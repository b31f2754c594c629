INSERT DATA { <agreement/a/article/1> renkei:number "9" }
