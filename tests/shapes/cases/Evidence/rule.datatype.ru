DELETE WHERE { <agreement/a/evidence/title> renkei:rule ?value } ;
INSERT DATA { <agreement/a/evidence/title> renkei:rule "stated"@ja }
