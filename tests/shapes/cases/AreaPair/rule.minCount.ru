DELETE WHERE { <area/012041/pair/014591> renkei:rule ?value }
