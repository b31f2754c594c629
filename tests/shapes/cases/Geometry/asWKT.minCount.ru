DELETE WHERE { <municipality/012041/geometry> geo:asWKT ?value }
