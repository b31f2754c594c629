DELETE WHERE { <agreement/a> renkei:amends ?value } ;
INSERT DATA { <agreement/a> renkei:amends "http://localhost:8000/id/agreement/b" }
