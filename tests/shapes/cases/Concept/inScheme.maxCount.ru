INSERT DATA { instrument:renkei-kyoyaku skos:inScheme <https://w3id.org/renkei/capacity/> }
