INSERT DATA { <agreement/a> renkei:group <agreement/a/nothing> }
