INSERT DATA { <agreement/a/event/effect> dcterms:source <https://example.jp/other> }
