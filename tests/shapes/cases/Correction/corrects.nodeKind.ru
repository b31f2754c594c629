INSERT DATA { <agreement/a/correction/1> renkei:corrects "取組"@ja }
