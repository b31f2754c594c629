DELETE DATA { <agreement/a/article/1/paragraph/1> renkei:text "甲及び乙は、次の事項について連携する。"@ja } ;
INSERT DATA { <agreement/a/article/1/paragraph/1> renkei:text "甲及び乙は、次の事項について連携する。"@fr }
