# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/change/1> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/change/1> } ;
DELETE { <agreement/a/change/1> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/change/1> ?predicate ?object }
