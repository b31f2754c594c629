INSERT DATA { instrument:renkei-kyoyaku skos:prefLabel "別"@ja }
