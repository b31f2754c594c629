INSERT DATA { <agreement/a> renkei:finding <nothing> }
