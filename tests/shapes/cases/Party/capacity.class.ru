DELETE DATA { <agreement/a/party/1> renkei:capacity capacity:core-city } ;
INSERT DATA { <agreement/a/party/1> renkei:capacity <agreement/a/nothing> }
