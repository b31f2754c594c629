INSERT DATA { <municipality/012041> dcterms:identifier "012050" }
