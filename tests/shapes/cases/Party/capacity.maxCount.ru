INSERT DATA { <agreement/a/party/1> renkei:capacity capacity:partner }
