DELETE DATA { <area/012041> rdfs:label "Cooperation area around Asahikawa-shi"@en }
