INSERT DATA { <municipality/012041> renkei:event <nothing> }
