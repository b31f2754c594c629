DELETE WHERE { <agreement/a> renkei:article ?value } ;
DELETE WHERE { <agreement/a> renkei:change ?value }
