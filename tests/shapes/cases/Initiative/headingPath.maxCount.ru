INSERT DATA { <agreement/a/initiative/1> renkei:headingPath "別"@ja }
