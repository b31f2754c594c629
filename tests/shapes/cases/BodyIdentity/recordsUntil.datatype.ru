DELETE WHERE { <agreement/a/party/1/identity/012041> renkei:recordsUntil ?value } ;
INSERT DATA { <agreement/a/party/1/identity/012041> renkei:recordsUntil "x" }
