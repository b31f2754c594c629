INSERT DATA { <https://w3id.org/renkei/instrument/> dcterms:license <https://www.example.org/> }
