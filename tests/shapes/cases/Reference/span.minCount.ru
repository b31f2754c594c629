DELETE WHERE { <agreement/a/reference/1> renkei:span ?value }
