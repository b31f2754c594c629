DELETE WHERE { <body/012041-19710302> renkei:formerCode ?value } ;
INSERT DATA { <body/012041-19710302> renkei:formerCode "12041" }
