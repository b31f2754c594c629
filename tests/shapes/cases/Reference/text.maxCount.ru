INSERT DATA { <agreement/a/reference/1> renkei:text "別"@ja }
