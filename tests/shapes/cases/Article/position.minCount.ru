DELETE WHERE { <agreement/a/article/1> renkei:position ?value }
