INSERT DATA { <agreement/a/citation/2> renkei:appliedThrough "別"@ja }
