DELETE { <agreement/a/party/2> renkei:municipality ?body }
INSERT { <agreement/a/party/2> renkei:municipality <municipality/012041> }
WHERE { <agreement/a/party/2> renkei:municipality ?body }
