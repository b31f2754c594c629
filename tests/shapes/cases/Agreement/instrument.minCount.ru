DELETE WHERE { <agreement/a> renkei:instrument ?value }
