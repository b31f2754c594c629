DELETE DATA { <https://w3id.org/renkei/instrument/> skos:prefLabel "Kinds"@en }
