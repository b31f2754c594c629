INSERT DATA { <agreement/a/named-thing/0123abcd> rdfs:seeAlso <https://laws.e-gov.go.jp/law/322AC0000000067> }
