DELETE DATA { instrument:renkei-kyoyaku skos:prefLabel "Cooperation agreement"@en }
