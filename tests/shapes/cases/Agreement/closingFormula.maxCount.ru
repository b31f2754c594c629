INSERT DATA { <agreement/a> renkei:closingFormula "別"@ja }
