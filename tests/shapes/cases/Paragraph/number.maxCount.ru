INSERT DATA { <agreement/a/article/1/paragraph/1> renkei:number "9" }
