DELETE WHERE { policy-field:renkei-a renkei:confirmation ?value } ;
INSERT DATA { policy-field:renkei-a renkei:confirmation policy-field:renkei-c }
