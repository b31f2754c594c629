DELETE WHERE { <agreement/a/finding/1> renkei:conflict ?value }
