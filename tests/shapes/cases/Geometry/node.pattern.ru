# The node is named otherwise.
DELETE { ?subject ?predicate <municipality/012041/geometry> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <municipality/012041/geometry> } ;
DELETE { <municipality/012041/geometry> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <municipality/012041/geometry> ?predicate ?object }
