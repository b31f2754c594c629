DELETE DATA { <agreement/a/article/1> renkei:text "甲及び乙は、連携する。"@ja } ;
INSERT DATA { <agreement/a/article/1> renkei:text "甲及び乙は、連携する。"@fr }
