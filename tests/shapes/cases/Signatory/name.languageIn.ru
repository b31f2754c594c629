DELETE DATA { <agreement/a/signatory/1> foaf:name "甲野一郎"@ja } ;
INSERT DATA { <agreement/a/signatory/1> foaf:name "甲野一郎"@fr }
