INSERT DATA { <agreement/a/change/1> renkei:locus "別"@ja }
