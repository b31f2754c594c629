INSERT DATA { <agreement/a> renkei:cites <agreement/a/citation/1> }
