INSERT DATA { <agreement/a/event/effect> renkei:rule "other" }
