DELETE WHERE { <agreement/a/statutory-finding/renkei-basic-policy> renkei:lawArticle ?value } ;
INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> renkei:lawArticle "第1条" }
