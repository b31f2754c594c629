DELETE WHERE { <area/012041/pair/014591> dcterms:source ?value } ;
INSERT DATA { <area/012041/pair/014591> dcterms:source "名" }
