INSERT DATA { <agreement/a/source> dcterms:source <https://www.example.org/> }
