DELETE WHERE { <agreement/a> renkei:amendmentMode ?value } ;
INSERT DATA { <agreement/a> renkei:amendmentMode "一部" }
