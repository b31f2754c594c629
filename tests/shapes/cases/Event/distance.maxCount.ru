INSERT DATA { <agreement/a/event/effect> renkei:distance "P7Y" }
