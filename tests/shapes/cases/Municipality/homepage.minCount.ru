DELETE WHERE { <municipality/012041> foaf:homepage ?value }
