INSERT DATA { <agreement/a/event/effect> rdfs:label "別"@fr }
