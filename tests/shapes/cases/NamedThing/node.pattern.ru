# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/named-thing/0123abcd> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/named-thing/0123abcd> } ;
DELETE { <agreement/a/named-thing/0123abcd> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/named-thing/0123abcd> ?predicate ?object }
