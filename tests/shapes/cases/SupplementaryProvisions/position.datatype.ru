DELETE WHERE { <agreement/a/supplementary-provisions/1> renkei:position ?value } ;
INSERT DATA { <agreement/a/supplementary-provisions/1> renkei:position "1.0"^^xsd:decimal }
