INSERT DATA { policy-field:renkei-c-a skos:broader instrument:renkei-kyoyaku }
