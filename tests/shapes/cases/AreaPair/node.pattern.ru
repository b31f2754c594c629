# The node is named otherwise.
DELETE { ?subject ?predicate <area/012041/pair/014591> } INSERT { ?subject ?predicate <other> } WHERE { ?subject ?predicate <area/012041/pair/014591> } ;
DELETE { <area/012041/pair/014591> ?predicate ?object } INSERT { <other> ?predicate ?object } WHERE { <area/012041/pair/014591> ?predicate ?object }
