DELETE WHERE { <agreement/a/evidence/title> renkei:statementProperty ?value }
