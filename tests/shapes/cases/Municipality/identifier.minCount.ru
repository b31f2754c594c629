DELETE WHERE { <municipality/012041> dcterms:identifier ?value }
