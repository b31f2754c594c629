INSERT DATA { <municipality/012041> renkei:prefecture <prefecture/020001> }
