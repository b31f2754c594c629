DELETE DATA { <prefecture/010006> rdfs:label "Hokkaido"@en }
