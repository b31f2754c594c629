DELETE WHERE { <agreement/a/force-period/2> renkei:forceReason ?value } ;
INSERT DATA { <agreement/a/force-period/2> renkei:forceReason "いいえ" }
