DELETE WHERE { <agreement/a/article/1/paragraph/1> renkei:position ?value }
