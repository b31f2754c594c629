DELETE WHERE { <agreement/a/party/1> renkei:designation ?value } ;
INSERT DATA { <agreement/a/party/1> renkei:designation "甲"@ja }
