DELETE DATA { <agreement/a/reference/1> renkei:text "前条"@ja } ;
INSERT DATA { <agreement/a/reference/1> renkei:text "前条"@fr }
