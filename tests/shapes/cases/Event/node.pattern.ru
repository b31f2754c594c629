# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/event/effect> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/event/effect> } ;
DELETE { <agreement/a/event/effect> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/event/effect> ?predicate ?object }
