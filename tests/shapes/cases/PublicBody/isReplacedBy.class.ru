DELETE WHERE { <body/012041-19710302> dcterms:isReplacedBy ?value } ;
INSERT DATA { <body/012041-19710302> dcterms:isReplacedBy <nothing> }
