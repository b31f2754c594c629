DELETE WHERE { <agreement/a/source> dcterms:source ?value } ;
INSERT DATA { <agreement/a/source> dcterms:source "https://www.example.jp/a.txt" }
