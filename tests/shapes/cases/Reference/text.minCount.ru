DELETE WHERE { <agreement/a/reference/1> renkei:text ?value }
