DELETE DATA { <agreement/a/signatory/1> renkei:address "甲市1番地"@ja } ;
INSERT DATA { <agreement/a/signatory/1> renkei:address "甲市1番地"@fr }
