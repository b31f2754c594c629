INSERT DATA { <agreement/a> renkei:forcePeriod <nothing> }
