DELETE DATA { <area/012041> renkei:member <body/x0123abcd> }
