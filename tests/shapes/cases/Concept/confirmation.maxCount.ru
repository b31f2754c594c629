INSERT DATA { policy-field:renkei-a renkei:confirmation renkei:attested }
