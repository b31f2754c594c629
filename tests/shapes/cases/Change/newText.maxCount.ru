INSERT DATA { <agreement/a/change/1> renkei:newText "別"@ja }
