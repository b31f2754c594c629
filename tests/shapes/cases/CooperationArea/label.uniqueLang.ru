INSERT DATA { <area/012041> rdfs:label "別"@ja }
