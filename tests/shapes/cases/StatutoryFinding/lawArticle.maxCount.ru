INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> renkei:lawArticle "9" }
