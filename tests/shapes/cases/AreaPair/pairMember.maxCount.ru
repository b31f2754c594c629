INSERT DATA { <area/012041/pair/014591> renkei:pairMember <municipality/012041> }
