DELETE WHERE { <agreement/a/source> dcterms:rights ?value } ;
INSERT DATA { <agreement/a/source> dcterms:rights "出典を示せば使える"@ja }
