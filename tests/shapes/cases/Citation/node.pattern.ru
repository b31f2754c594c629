# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/citation/1> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/citation/1> } ;
DELETE { <agreement/a/citation/1> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/citation/1> ?predicate ?object }
