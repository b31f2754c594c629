# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/reference/1> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/reference/1> } ;
DELETE { <agreement/a/reference/1> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/reference/1> ?predicate ?object }
