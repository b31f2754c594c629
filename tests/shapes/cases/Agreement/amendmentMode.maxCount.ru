INSERT DATA { <agreement/a> renkei:amendmentMode "abolition" }
