DELETE WHERE { <agreement/a/source> dcterms:format ?value }
