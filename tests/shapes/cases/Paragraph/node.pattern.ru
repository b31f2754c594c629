# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/article/1/paragraph/1> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/article/1/paragraph/1> } ;
DELETE { <agreement/a/article/1/paragraph/1> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/article/1/paragraph/1> ?predicate ?object }
