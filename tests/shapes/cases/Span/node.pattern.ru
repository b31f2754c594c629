# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/span/0-4> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/span/0-4> } ;
DELETE { <agreement/a/span/0-4> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/span/0-4> ?predicate ?object }
