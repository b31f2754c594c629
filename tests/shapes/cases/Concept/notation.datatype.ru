DELETE WHERE { policy-field:renkei-c skos:notation ?value } ;
INSERT DATA { policy-field:renkei-c skos:notation "ウ"@ja }
