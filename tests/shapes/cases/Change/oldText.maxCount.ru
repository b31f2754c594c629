INSERT DATA { <agreement/a/change/1> renkei:oldText "別"@ja }
