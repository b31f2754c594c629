# The node is named otherwise.
DELETE { ?subject ?predicate policy-field:renkei-c-a } INSERT { ?subject ?predicate <https://w3id.org/renkei/other/renkei-c-a> } WHERE { ?subject ?predicate policy-field:renkei-c-a } ;
DELETE { policy-field:renkei-c-a ?predicate ?object } INSERT { <https://w3id.org/renkei/other/renkei-c-a> ?predicate ?object } WHERE { policy-field:renkei-c-a ?predicate ?object }
