DELETE WHERE { <law/322AC0000000067> dcterms:identifier ?value } ;
INSERT DATA { <law/322AC0000000067> dcterms:identifier "一" }
