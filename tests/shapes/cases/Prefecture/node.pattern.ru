# The node is named otherwise.
DELETE { ?subject ?predicate <prefecture/010006> } INSERT { ?subject ?predicate <prefecture/1> } WHERE { ?subject ?predicate <prefecture/010006> } ;
DELETE { <prefecture/010006> ?predicate ?object } INSERT { <prefecture/1> ?predicate ?object } WHERE { <prefecture/010006> ?predicate ?object }
