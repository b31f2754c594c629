INSERT DATA { <agreement/a/event/effect> renkei:eventType event-type:signing }
