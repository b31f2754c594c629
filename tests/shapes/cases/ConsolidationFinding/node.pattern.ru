# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/finding/1> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/finding/1> } ;
DELETE { <agreement/a/finding/1> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/finding/1> ?predicate ?object }
