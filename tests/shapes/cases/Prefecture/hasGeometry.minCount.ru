DELETE WHERE { <prefecture/010006> geo:hasGeometry ?value }
