DELETE WHERE { <agreement/a/source> renkei:characters ?value }
