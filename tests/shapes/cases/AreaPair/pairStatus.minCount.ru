DELETE WHERE { <area/012041/pair/014591> renkei:pairStatus ?value }
