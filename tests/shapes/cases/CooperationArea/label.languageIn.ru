DELETE DATA { <area/012041> rdfs:label "Cooperation area around Asahikawa-shi"@en } ;
INSERT DATA { <area/012041> rdfs:label "Cooperation area around Asahikawa-shi"@fr }
