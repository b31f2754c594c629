INSERT DATA { <agreement/a> dcterms:title "別"@ja }
