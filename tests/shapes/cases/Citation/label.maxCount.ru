INSERT DATA { <agreement/a/citation/1> rdfs:label "別"@ja }
