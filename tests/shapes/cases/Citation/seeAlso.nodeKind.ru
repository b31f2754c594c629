DELETE WHERE { <agreement/a/citation/1> rdfs:seeAlso ?value } ;
INSERT DATA { <agreement/a/citation/1> rdfs:seeAlso "https://laws.e-gov.go.jp/law/322AC0000000067#Mp-At_252_2-Pr_1" }
