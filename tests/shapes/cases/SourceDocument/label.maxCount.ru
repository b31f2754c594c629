INSERT DATA { <agreement/a/source> rdfs:label "別" }
