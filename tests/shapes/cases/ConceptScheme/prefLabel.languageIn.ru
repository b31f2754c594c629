DELETE DATA { <https://w3id.org/renkei/instrument/> skos:prefLabel "Kinds"@en } ;
INSERT DATA { <https://w3id.org/renkei/instrument/> skos:prefLabel "Kinds"@fr }
