INSERT DATA { policy-field:renkei-c skos:notation "別" }
