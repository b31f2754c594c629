DELETE DATA { <agreement/a/party/1> renkei:municipality <municipality/012041> } ;
INSERT DATA { <agreement/a/party/1> renkei:municipality <agreement/a/nothing> }
