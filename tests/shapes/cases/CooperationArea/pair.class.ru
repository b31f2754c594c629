INSERT DATA { <area/012041> renkei:pair <nothing> }
