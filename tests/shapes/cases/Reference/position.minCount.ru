DELETE WHERE { <agreement/a/reference/1> renkei:position ?value }
