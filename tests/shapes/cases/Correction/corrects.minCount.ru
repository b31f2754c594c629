DELETE WHERE { <agreement/a/correction/1> renkei:corrects ?value }
