DELETE WHERE { <agreement/a/event/effect> renkei:eventDate ?value } ;
INSERT DATA { <agreement/a/event/effect> renkei:eventDate "1.0"^^xsd:decimal }
