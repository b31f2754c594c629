# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/initiative/1/remark/1> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/initiative/1/remark/1> } ;
DELETE { <agreement/a/initiative/1/remark/1> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/initiative/1/remark/1> ?predicate ?object }
