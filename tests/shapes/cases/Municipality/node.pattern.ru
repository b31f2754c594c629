# The node is named otherwise.
DELETE { ?subject ?predicate <municipality/012041> } INSERT { ?subject ?predicate <municipality/12041> } WHERE { ?subject ?predicate <municipality/012041> } ;
DELETE { <municipality/012041> ?predicate ?object } INSERT { <municipality/12041> ?predicate ?object } WHERE { <municipality/012041> ?predicate ?object }
