DELETE WHERE { <agreement/a/source> renkei:fileName ?value }
