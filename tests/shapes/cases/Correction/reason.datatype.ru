DELETE WHERE { <agreement/a/correction/1> renkei:reason ?value } ;
INSERT DATA { <agreement/a/correction/1> renkei:reason "誤記" }
