DELETE WHERE { <agreement/a/citation/1> renkei:lawArticle ?value } ;
INSERT DATA { <agreement/a/citation/1> renkei:lawArticle "252-2" }
