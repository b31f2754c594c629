INSERT DATA { <agreement/a/span/0-4> oa:end "5"^^xsd:nonNegativeInteger }
