DELETE WHERE { <agreement/a/article/1> renkei:span ?value }
