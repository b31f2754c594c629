INSERT DATA { <agreement/a/finding/1> renkei:amendingInstrument <agreement/c> }
