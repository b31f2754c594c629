DELETE WHERE { <agreement/a/event/effect> renkei:rule ?value } ;
INSERT DATA { <agreement/a/event/effect> renkei:rule "x"@ja }
