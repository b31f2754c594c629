DELETE WHERE { <agreement/a/evidence/title> renkei:statementProperty ?value } ;
INSERT DATA { <agreement/a/evidence/title> renkei:statementProperty renkei:text }
