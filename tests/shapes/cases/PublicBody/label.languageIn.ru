DELETE DATA { <body/x0123abcd> rdfs:label "某町"@ja } ;
INSERT DATA { <body/x0123abcd> rdfs:label "某町"@fr }
