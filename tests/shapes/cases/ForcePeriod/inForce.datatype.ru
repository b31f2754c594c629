DELETE WHERE { <agreement/a/force-period/2> renkei:inForce ?value } ;
INSERT DATA { <agreement/a/force-period/2> renkei:inForce "1.0"^^xsd:decimal }
