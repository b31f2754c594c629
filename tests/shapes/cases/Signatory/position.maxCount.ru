INSERT DATA { <agreement/a/signatory/1> renkei:position 7 }
