INSERT DATA { <body/012041-19710302> renkei:formerCode "014591" }
