INSERT DATA { <agreement/a/signatory/1> renkei:designation "別" }
