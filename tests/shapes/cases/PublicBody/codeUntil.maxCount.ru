INSERT DATA { <body/012041-19710302> renkei:codeUntil "2001-01-01"^^xsd:date }
