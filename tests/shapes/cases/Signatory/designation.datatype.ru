DELETE WHERE { <agreement/a/signatory/1> renkei:designation ?value } ;
INSERT DATA { <agreement/a/signatory/1> renkei:designation "甲"@ja }
