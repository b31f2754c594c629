INSERT DATA { <agreement/a/correction/1> renkei:reason "誤記"@ja }
