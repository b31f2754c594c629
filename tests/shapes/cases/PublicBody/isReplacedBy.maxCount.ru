INSERT DATA { <body/012041-19710302> dcterms:isReplacedBy <municipality/014591> }
