INSERT DATA { <agreement/a/version/20230401/article/1> renkei:number "9" }
