# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/force-period/2> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/force-period/2> } ;
DELETE { <agreement/a/force-period/2> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/force-period/2> ?predicate ?object }
