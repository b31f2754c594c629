# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/version/20230401/article/1> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/version/20230401/article/1> } ;
DELETE { <agreement/a/version/20230401/article/1> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/version/20230401/article/1> ?predicate ?object }
