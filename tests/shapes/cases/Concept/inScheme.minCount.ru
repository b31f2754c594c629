DELETE WHERE { instrument:renkei-kyoyaku skos:inScheme ?value }
