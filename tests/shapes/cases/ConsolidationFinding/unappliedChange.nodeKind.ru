DELETE WHERE { <agreement/a/finding/1> renkei:unappliedChange ?value } ;
INSERT DATA { <agreement/a/finding/1> renkei:unappliedChange "名" }
