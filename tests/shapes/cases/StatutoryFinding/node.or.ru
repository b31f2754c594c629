DELETE WHERE { <agreement/a/statutory-finding/kyogikai-name> renkei:lawArticle ?value }
