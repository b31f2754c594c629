DELETE DATA { <agreement/a/span/0-4> oa:hasSource <agreement/a/source> } ;
INSERT DATA { <agreement/a/span/0-4> oa:hasSource <agreement/a/nothing> }
