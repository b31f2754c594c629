DELETE WHERE { <prefecture/010006> renkei:standardAreaCode ?value }
