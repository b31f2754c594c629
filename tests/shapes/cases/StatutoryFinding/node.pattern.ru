# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/statutory-finding/renkei-basic-policy> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/statutory-finding/renkei-basic-policy> } ;
DELETE { <agreement/a/statutory-finding/renkei-basic-policy> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/statutory-finding/renkei-basic-policy> ?predicate ?object }
