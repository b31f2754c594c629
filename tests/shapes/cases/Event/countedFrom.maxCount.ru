INSERT DATA { <agreement/a/event/effect> renkei:countedFrom event-type:effect }
