DELETE WHERE { <agreement/a/citation/1> renkei:position ?value }
