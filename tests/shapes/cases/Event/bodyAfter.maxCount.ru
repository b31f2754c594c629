INSERT DATA { <agreement/a/event/effect> renkei:bodyAfter <municipality/014591> }
