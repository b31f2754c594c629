INSERT DATA { <body/x0123abcd> foaf:homepage <https://www.example.org/> }
