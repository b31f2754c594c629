DELETE WHERE { <body/012041-19710302> renkei:codeUntil ?value } ;
INSERT DATA { <body/012041-19710302> renkei:codeUntil "x" }
