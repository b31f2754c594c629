INSERT DATA { <https://w3id.org/renkei/instrument/> skos:prefLabel "別"@ja }
