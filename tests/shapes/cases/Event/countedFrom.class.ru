DELETE WHERE { <agreement/a/event/effect> renkei:countedFrom ?value } ;
INSERT DATA { <agreement/a/event/effect> renkei:countedFrom <nothing> }
