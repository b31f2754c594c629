INSERT DATA { <agreement/a/party/1/identity/012041> renkei:recordsFrom "2001-01-01"^^xsd:date }
