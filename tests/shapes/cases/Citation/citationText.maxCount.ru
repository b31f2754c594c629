INSERT DATA { <agreement/a/citation/1> renkei:citationText "別" }
