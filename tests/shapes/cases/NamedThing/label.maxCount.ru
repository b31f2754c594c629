INSERT DATA { <agreement/a/named-thing/0123abcd> rdfs:label "別"@ja }
