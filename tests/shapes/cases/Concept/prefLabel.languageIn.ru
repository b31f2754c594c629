DELETE DATA { instrument:renkei-kyoyaku skos:prefLabel "Cooperation agreement"@en } ;
INSERT DATA { instrument:renkei-kyoyaku skos:prefLabel "Cooperation agreement"@fr }
