DELETE WHERE { <municipality/012041> geo:hasGeometry ?value }
