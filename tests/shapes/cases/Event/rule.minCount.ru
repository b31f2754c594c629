DELETE WHERE { <agreement/a/event/effect> renkei:rule ?value }
