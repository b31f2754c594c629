# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/source> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/source> } ;
DELETE { <agreement/a/source> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/source> ?predicate ?object }
