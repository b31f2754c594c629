DELETE DATA { <municipality/012041> rdfs:label "Asahikawa-shi"@en }
