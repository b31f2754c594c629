DELETE WHERE { <agreement/a/citation/1> renkei:citationText ?value }
