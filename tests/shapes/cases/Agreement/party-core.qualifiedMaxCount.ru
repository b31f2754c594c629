DELETE DATA { <agreement/a/party/2> renkei:capacity capacity:partner } ;
INSERT DATA { <agreement/a/party/2> renkei:capacity capacity:core-city }
