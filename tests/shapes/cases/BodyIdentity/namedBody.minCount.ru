DELETE WHERE { <agreement/a/party/1/identity/012041> renkei:namedBody ?value }
