DELETE WHERE { <municipality/012041> renkei:standardAreaCode ?value } ;
INSERT DATA { <municipality/012041> renkei:standardAreaCode <ftp://www.example.org/> }
