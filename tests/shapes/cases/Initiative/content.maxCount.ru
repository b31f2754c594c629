INSERT DATA { <agreement/a/initiative/1> renkei:content "別"@ja }
