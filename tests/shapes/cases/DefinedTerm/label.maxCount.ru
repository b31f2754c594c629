INSERT DATA { <agreement/a/defined-term/1> rdfs:label "別"@ja }
