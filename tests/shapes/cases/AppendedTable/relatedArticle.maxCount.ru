INSERT DATA { <agreement/a/appended-table/1> renkei:relatedArticle <agreement/a/article/2> }
