DELETE WHERE { <municipality/012041/geometry> geo:asWKT ?value } ;
INSERT DATA { <municipality/012041/geometry> geo:asWKT "POINT(43.7706 142.365)"^^geo:wktLiteral }
