INSERT DATA { <agreement/a> renkei:preamble "別"@ja }
