DELETE WHERE { <agreement/a/force-period/2> renkei:periodEnd ?value } ;
DELETE WHERE { <agreement/a/force-period/2> renkei:periodStart ?value } ;
INSERT DATA { <agreement/a/force-period/2> renkei:periodEnd "x" }
