INSERT DATA { <agreement/a/finding/1> rdfs:comment "別"@ja }
