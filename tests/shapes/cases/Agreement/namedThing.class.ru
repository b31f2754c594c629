DELETE WHERE { <agreement/a> renkei:namedThing ?value } ;
INSERT DATA { <agreement/a> renkei:namedThing <agreement/a/nothing> }
