DELETE WHERE { <agreement/a/span/0-4> oa:end ?value } ;
INSERT DATA { <agreement/a/span/0-4> oa:end 4 }
