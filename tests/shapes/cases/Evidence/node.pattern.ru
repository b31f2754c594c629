# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/evidence/title> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/evidence/title> } ;
DELETE { <agreement/a/evidence/title> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/evidence/title> ?predicate ?object }
