DELETE WHERE { <agreement/a/change/1> renkei:operation ?value }
