DELETE WHERE { <agreement/a/correction/1> renkei:position ?value }
