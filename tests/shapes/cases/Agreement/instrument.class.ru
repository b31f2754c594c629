DELETE DATA { <agreement/a> renkei:instrument instrument:renkei-kyoyaku } ;
INSERT DATA { <agreement/a> renkei:instrument <agreement/a/nothing> }
