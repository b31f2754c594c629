INSERT DATA { <agreement/a/party/1> renkei:designation "別" }
