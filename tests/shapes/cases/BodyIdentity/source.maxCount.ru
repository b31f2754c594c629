INSERT DATA { <agreement/a/party/1/identity/012041> dcterms:source <https://example.jp/other> }
