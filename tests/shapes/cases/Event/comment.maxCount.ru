INSERT DATA { <agreement/a/event/effect> rdfs:comment "別の語句"@ja }
