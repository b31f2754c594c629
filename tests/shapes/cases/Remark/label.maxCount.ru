INSERT DATA { <agreement/a/initiative/1/remark/1> rdfs:label "別"@ja }
