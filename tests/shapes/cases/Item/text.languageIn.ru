DELETE DATA { <agreement/a/article/1/paragraph/1/item/1> renkei:text "福祉"@ja } ;
INSERT DATA { <agreement/a/article/1/paragraph/1/item/1> renkei:text "福祉"@fr }
