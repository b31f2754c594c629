INSERT DATA { <agreement/a/correction/1> renkei:correctedProperty renkei:signedOn }
