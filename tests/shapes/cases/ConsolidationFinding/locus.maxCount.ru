INSERT DATA { <agreement/a/finding/1> renkei:locus "別"@ja }
