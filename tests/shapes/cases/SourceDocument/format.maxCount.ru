INSERT DATA { <agreement/a/source> dcterms:format "text/html" }
