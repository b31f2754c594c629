DELETE WHERE { <agreement/a/force-period/2> renkei:forceReason ?value }
