INSERT DATA { <agreement/a/signatory/1> renkei:address "別"@ja }
