DELETE WHERE { <agreement/a/delegation/1> renkei:position ?value }
