INSERT DATA { <agreement/a/statutory-finding/renkei-basic-policy> rdfs:seeAlso <https://laws.e-gov.go.jp/law/322AC0000000067> }
