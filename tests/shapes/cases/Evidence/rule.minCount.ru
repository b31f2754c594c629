DELETE WHERE { <agreement/a/evidence/title> renkei:rule ?value }
