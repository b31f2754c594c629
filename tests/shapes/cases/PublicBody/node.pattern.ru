# The node is named otherwise.
DELETE { ?subject ?predicate <body/x0123abcd> } INSERT { ?subject ?predicate <body/0123abcd> } WHERE { ?subject ?predicate <body/x0123abcd> } ;
DELETE { <body/x0123abcd> ?predicate ?object } INSERT { <body/0123abcd> ?predicate ?object } WHERE { <body/x0123abcd> ?predicate ?object }
