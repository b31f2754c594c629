INSERT DATA { <area/012041/pair/014591> renkei:rule "area-table" }
