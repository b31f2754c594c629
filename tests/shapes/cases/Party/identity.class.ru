INSERT DATA { <agreement/a/party/1> renkei:identity <nothing> }
