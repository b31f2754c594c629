DELETE WHERE { <agreement/a/event/effect> renkei:bodyAfter ?value } ;
INSERT DATA { <agreement/a/event/effect> renkei:bodyAfter <nothing> }
