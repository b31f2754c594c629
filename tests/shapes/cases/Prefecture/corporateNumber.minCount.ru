DELETE WHERE { <prefecture/010006> renkei:corporateNumber ?value }
