DELETE WHERE { <agreement/a> dcterms:title ?value }
