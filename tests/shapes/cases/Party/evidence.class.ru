DELETE DATA { <agreement/a/party/1> renkei:evidence <agreement/a/party/1/evidence/capacity> } ;
INSERT DATA { <agreement/a/party/1> renkei:evidence <agreement/a/nothing> }
