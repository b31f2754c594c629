INSERT DATA { <agreement/a> renkei:change <agreement/a/nothing> }
