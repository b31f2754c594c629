INSERT DATA { <agreement/a> renkei:delegation <agreement/a/nothing> }
