DELETE WHERE { <area/012041/pair/014591> renkei:pairMember ?value } ;
INSERT DATA { <area/012041/pair/014591> renkei:pairMember <nothing> }
