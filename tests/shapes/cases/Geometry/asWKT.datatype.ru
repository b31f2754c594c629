DELETE WHERE { <municipality/012041/geometry> geo:asWKT ?value } ;
INSERT DATA { <municipality/012041/geometry> geo:asWKT "POINT(142.365 43.7706)" }
