DELETE WHERE { <agreement/a/version/20230401/article/1> renkei:text ?value } ;
INSERT DATA { <agreement/a/version/20230401/article/1> renkei:text "別"@fr }
