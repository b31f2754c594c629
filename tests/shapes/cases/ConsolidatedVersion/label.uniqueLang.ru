INSERT DATA { <agreement/a/version/20230401> rdfs:label "別"@ja }
