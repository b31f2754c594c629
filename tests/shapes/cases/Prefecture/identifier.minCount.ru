DELETE WHERE { <prefecture/010006> dcterms:identifier ?value }
