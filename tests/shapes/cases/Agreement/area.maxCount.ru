INSERT DATA { <agreement/a> renkei:area <area/014591> }
