DELETE WHERE { <agreement/a/source> dcterms:format ?value } ;
INSERT DATA { <agreement/a/source> dcterms:format "一" }
