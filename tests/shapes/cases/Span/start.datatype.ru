DELETE WHERE { <agreement/a/span/0-4> oa:start ?value } ;
INSERT DATA { <agreement/a/span/0-4> oa:start 0 }
