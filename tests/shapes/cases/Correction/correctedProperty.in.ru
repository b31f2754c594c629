DELETE WHERE { <agreement/a/correction/1> renkei:correctedProperty ?value } ;
INSERT DATA { <agreement/a/correction/1> renkei:correctedProperty renkei:text }
