# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/defined-term/1> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/defined-term/1> } ;
DELETE { <agreement/a/defined-term/1> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/defined-term/1> ?predicate ?object }
