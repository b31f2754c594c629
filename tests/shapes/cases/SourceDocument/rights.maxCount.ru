INSERT DATA { <agreement/a/source> dcterms:rights "別" }
