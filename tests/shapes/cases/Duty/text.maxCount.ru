INSERT DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:text "別"@ja }
