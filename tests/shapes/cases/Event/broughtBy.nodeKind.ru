DELETE WHERE { <agreement/a/event/effect> renkei:broughtBy ?value } ;
INSERT DATA { <agreement/a/event/effect> renkei:broughtBy "名" }
