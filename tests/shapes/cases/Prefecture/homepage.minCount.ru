DELETE WHERE { <prefecture/010006> foaf:homepage ?value }
