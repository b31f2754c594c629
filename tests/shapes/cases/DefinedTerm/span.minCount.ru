DELETE WHERE { <agreement/a/defined-term/1> renkei:span ?value }
