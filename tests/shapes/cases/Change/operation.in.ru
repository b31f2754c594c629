DELETE WHERE { <agreement/a/change/1> renkei:operation ?value } ;
INSERT DATA { <agreement/a/change/1> renkei:operation "改める" }
