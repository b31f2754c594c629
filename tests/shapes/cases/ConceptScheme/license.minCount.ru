DELETE WHERE { <https://w3id.org/renkei/instrument/> dcterms:license ?value }
