# Neither article nor item.
DELETE WHERE { <agreement/a/citation/1> renkei:lawArticle ?value }
