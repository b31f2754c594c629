# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a> } INSERT { ?subject ?predicate <agreement/A_1> } WHERE { ?subject ?predicate <agreement/a> } ;
DELETE { <agreement/a> ?predicate ?object } INSERT { <agreement/A_1> ?predicate ?object } WHERE { <agreement/a> ?predicate ?object }
