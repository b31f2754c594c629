INSERT DATA { <body/x0123abcd> rdfs:label "別"@ja }
