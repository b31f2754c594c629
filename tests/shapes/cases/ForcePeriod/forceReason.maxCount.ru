INSERT DATA { <agreement/a/force-period/2> renkei:forceReason "abolished" }
