DELETE WHERE { <agreement/a> renkei:source ?value }
