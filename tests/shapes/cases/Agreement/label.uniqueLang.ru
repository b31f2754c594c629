INSERT DATA { <agreement/a> rdfs:label "別"@ja }
