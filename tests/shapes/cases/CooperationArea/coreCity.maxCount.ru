INSERT DATA { <area/012041> renkei:coreCity <municipality/014591> }
