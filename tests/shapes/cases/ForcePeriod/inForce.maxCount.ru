INSERT DATA { <agreement/a/force-period/2> renkei:inForce false }
