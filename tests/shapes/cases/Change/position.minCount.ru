DELETE WHERE { <agreement/a/change/1> renkei:position ?value }
