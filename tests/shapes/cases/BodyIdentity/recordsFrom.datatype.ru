DELETE WHERE { <agreement/a/party/1/identity/012041> renkei:recordsFrom ?value } ;
INSERT DATA { <agreement/a/party/1/identity/012041> renkei:recordsFrom "x" }
