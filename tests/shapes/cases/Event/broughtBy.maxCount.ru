INSERT DATA { <agreement/a/event/effect> renkei:broughtBy <agreement/c> }
