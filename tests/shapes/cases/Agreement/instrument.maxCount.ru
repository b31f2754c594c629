INSERT DATA { <agreement/a> renkei:instrument instrument:other }
