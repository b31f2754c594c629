INSERT DATA { <agreement/a/event/effect> renkei:bodyBefore <municipality/014591> }
