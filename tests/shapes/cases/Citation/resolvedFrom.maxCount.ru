INSERT DATA { <agreement/a/citation/1> renkei:resolvedFrom "別"@ja }
