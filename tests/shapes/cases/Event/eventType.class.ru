DELETE WHERE { <agreement/a/event/effect> renkei:eventType ?value } ;
INSERT DATA { <agreement/a/event/effect> renkei:eventType <nothing> }
