DELETE WHERE { <https://w3id.org/renkei/instrument/> dcterms:license ?value } ;
INSERT DATA { <https://w3id.org/renkei/instrument/> dcterms:license "http://creativecommons.org/licenses/by/4.0/" }
