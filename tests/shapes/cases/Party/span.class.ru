DELETE DATA { <agreement/a/party/1> renkei:span <agreement/a/span/0-4> } ;
INSERT DATA { <agreement/a/party/1> renkei:span <agreement/a/nothing> }
