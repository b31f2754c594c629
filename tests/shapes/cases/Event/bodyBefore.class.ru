DELETE WHERE { <agreement/a/event/effect> renkei:bodyBefore ?value } ;
INSERT DATA { <agreement/a/event/effect> renkei:bodyBefore <nothing> }
