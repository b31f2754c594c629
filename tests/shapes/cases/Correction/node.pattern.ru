# The node is named otherwise.
DELETE { <agreement/a/correction/1> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/correction/1> ?predicate ?object }
