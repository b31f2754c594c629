# The node is named otherwise.
DELETE { ?subject ?predicate <agreement/a/party/1/identity/012041> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <agreement/a/party/1/identity/012041> } ;
DELETE { <agreement/a/party/1/identity/012041> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <agreement/a/party/1/identity/012041> ?predicate ?object }
