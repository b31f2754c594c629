# The node is named otherwise.
DELETE { ?subject ?predicate <body/x89abcdef> } INSERT { ?subject ?predicate <municipality/89> } WHERE { ?subject ?predicate <body/x89abcdef> } ;
DELETE { <body/x89abcdef> ?predicate ?object } INSERT { <municipality/89> ?predicate ?object } WHERE { <body/x89abcdef> ?predicate ?object }
