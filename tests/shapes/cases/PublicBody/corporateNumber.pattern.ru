DELETE WHERE { <municipality/012041> renkei:corporateNumber ?value } ;
INSERT DATA { <municipality/012041> renkei:corporateNumber "一" }
