DELETE WHERE { <agreement/a/finding/1> renkei:amendingInstrument ?value } ;
INSERT DATA { <agreement/a/finding/1> renkei:amendingInstrument "名" }
