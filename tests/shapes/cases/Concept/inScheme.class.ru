DELETE DATA { instrument:renkei-kyoyaku skos:inScheme <https://w3id.org/renkei/instrument/> } ;
INSERT DATA { instrument:renkei-kyoyaku skos:inScheme <agreement/a/nothing> }
