DELETE WHERE { <agreement/a/citation/1> renkei:span ?value }
