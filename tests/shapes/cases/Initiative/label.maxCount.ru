INSERT DATA { <agreement/a/initiative/1> rdfs:label "別"@ja }
