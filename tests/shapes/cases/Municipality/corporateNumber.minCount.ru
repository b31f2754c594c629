DELETE WHERE { <municipality/012041> renkei:corporateNumber ?value }
