DELETE WHERE { <agreement/a/article/1/paragraph/1/item/1> renkei:number ?value }
