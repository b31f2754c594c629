INSERT DATA { <agreement/a> renkei:event <nothing> }
