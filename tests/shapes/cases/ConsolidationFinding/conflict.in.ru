DELETE WHERE { <agreement/a/finding/1> renkei:conflict ?value } ;
INSERT DATA { <agreement/a/finding/1> renkei:conflict "いいえ" }
