DELETE DATA { <agreement/a> renkei:party <agreement/a/party/1> } ;
INSERT DATA { <agreement/a> renkei:party <agreement/a/nothing> }
