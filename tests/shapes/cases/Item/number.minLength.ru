DELETE { <agreement/a/article/1/paragraph/1/item/1> renkei:number ?value }
INSERT { <agreement/a/article/1/paragraph/1/item/1> renkei:number "" }
WHERE { <agreement/a/article/1/paragraph/1/item/1> renkei:number ?value FILTER(lang(?value) = "") }
