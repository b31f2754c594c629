INSERT DATA { <agreement/a/evidence/title> renkei:statementProperty renkei:signedOn }
