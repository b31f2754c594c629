INSERT DATA { <agreement/a/span/0-4> oa:start "1"^^xsd:nonNegativeInteger }
