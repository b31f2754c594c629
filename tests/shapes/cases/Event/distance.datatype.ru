DELETE WHERE { <agreement/a/event/effect> renkei:distance ?value } ;
INSERT DATA { <agreement/a/event/effect> renkei:distance "P2Y"@ja }
