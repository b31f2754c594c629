DELETE DATA { <agreement/a> dcterms:title "連携協約"@ja } ;
INSERT DATA { <agreement/a> dcterms:title "連携協約"@fr }
