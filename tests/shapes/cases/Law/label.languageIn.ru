DELETE DATA { <law/322AC0000000067> rdfs:label "地方自治法"@ja } ;
INSERT DATA { <law/322AC0000000067> rdfs:label "地方自治法"@fr }
