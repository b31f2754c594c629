INSERT DATA { <agreement/a/evidence/title> renkei:rule "other" }
