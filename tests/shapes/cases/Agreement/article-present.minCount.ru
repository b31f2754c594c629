DELETE WHERE { <agreement/a> renkei:article ?value }
