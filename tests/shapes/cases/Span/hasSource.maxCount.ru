INSERT DATA { <agreement/a/span/0-4> oa:hasSource <agreement/b/source> }
