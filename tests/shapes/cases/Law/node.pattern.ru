# The node is named otherwise.
DELETE { ?subject ?predicate <law/322AC0000000067> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <law/322AC0000000067> } ;
DELETE { <law/322AC0000000067> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <law/322AC0000000067> ?predicate ?object }
