INSERT DATA { <law/322AC0000000067> rdfs:label "別"@ja }
