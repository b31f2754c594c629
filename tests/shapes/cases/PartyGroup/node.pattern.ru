# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/group/1> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/group/1> } ;
DELETE { <agreement/a/group/1> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/group/1> ?predicate ?object }
