INSERT DATA { <agreement/a/source> renkei:characters 7 }
