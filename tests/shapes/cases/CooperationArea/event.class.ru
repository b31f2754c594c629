INSERT DATA { <area/012041> renkei:event <nothing> }
