DELETE WHERE { <municipality/012041> dcterms:identifier ?value } ;
INSERT DATA { <municipality/012041> dcterms:identifier "012041"@ja }
