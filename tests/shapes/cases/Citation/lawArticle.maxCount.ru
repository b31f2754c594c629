INSERT DATA { <agreement/a/citation/1> renkei:lawArticle "9" }
