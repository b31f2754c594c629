INSERT DATA { <agreement/a/appended-table/1> rdfs:label "別"@ja }
