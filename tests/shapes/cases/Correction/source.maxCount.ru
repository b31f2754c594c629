INSERT DATA { <agreement/a/correction/1> dcterms:source <https://example.jp/other> }
