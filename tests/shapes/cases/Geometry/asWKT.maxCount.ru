INSERT DATA { <municipality/012041/geometry> geo:asWKT "POINT(141.1 43.1)"^^geo:wktLiteral }
