DELETE WHERE { <agreement/a/party/1/identity/012041> dcterms:source ?value } ;
INSERT DATA { <agreement/a/party/1/identity/012041> dcterms:source "名" }
