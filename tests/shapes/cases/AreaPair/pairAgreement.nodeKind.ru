DELETE WHERE { <area/012041/pair/014591> renkei:pairAgreement ?value } ;
INSERT DATA { <area/012041/pair/014591> renkei:pairAgreement "名" }
