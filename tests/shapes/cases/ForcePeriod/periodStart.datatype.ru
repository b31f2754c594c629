DELETE WHERE { <agreement/a/force-period/2> renkei:periodStart ?value } ;
DELETE WHERE { <agreement/a/force-period/2> renkei:periodEnd ?value } ;
INSERT DATA { <agreement/a/force-period/2> renkei:periodStart "x" }
