DELETE WHERE { <law/322AC0000000067> rdfs:seeAlso ?value } ;
INSERT DATA { <law/322AC0000000067> rdfs:seeAlso "https://laws.e-gov.go.jp/law/322AC0000000067" }
