INSERT DATA { <agreement/a/source> renkei:retrievalNote "別" }
