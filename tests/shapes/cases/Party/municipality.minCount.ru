DELETE WHERE { <agreement/a/party/1> renkei:municipality ?value }
