INSERT DATA { <municipality/012041> renkei:corporateNumber "1000020012050" }
