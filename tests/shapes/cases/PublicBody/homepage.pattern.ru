DELETE WHERE { <body/x0123abcd> foaf:homepage ?value } ;
INSERT DATA { <body/x0123abcd> foaf:homepage <ftp://www.example.org/> }
