DELETE WHERE { <municipality/012041> renkei:standardAreaCode ?value }
