DELETE DATA { <agreement/a/signatory/1> schema:jobTitle "甲市長"@ja } ;
INSERT DATA { <agreement/a/signatory/1> schema:jobTitle "甲市長"@fr }
