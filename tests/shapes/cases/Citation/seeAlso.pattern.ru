DELETE WHERE { <agreement/a/citation/1> rdfs:seeAlso ?value } ;
INSERT DATA { <agreement/a/citation/1> rdfs:seeAlso <ftp://www.example.org/> }
