DELETE WHERE { <agreement/a/defined-term/1> renkei:position ?value }
