# The node is named otherwise.
DELETE { ?subject ?predicate <https://w3id.org/renkei/instrument/> } INSERT { ?subject ?predicate <https://w3id.org/renkei/other/> } WHERE { ?subject ?predicate <https://w3id.org/renkei/instrument/> } ;
DELETE { <https://w3id.org/renkei/instrument/> ?predicate ?object } INSERT { <https://w3id.org/renkei/other/> ?predicate ?object } WHERE { <https://w3id.org/renkei/instrument/> ?predicate ?object }
