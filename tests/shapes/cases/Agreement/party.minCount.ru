DELETE DATA { <agreement/a> renkei:party <agreement/a/party/1> }
