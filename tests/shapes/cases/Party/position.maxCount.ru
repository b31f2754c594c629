INSERT DATA { <agreement/a/party/1> renkei:position 7 }
