DELETE WHERE { <municipality/012041> renkei:prefecture ?value }
