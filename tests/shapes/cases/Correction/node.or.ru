# Neither a property nor words.
DELETE WHERE { <agreement/a/correction/1> renkei:correctedProperty ?value } ;
DELETE WHERE { <agreement/a/correction/1> renkei:span ?value }
