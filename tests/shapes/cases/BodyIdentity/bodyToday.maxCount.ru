INSERT DATA { <agreement/a/party/1/identity/012041> renkei:bodyToday <municipality/014591> }
