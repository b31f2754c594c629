INSERT DATA { <agreement/a/event/effect> renkei:eventDate "2001-01-01"^^xsd:date }
