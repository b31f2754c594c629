DELETE WHERE { <agreement/a/statutory-finding/kyogikai-name> renkei:lawParagraph ?value } ;
INSERT DATA { <agreement/a/statutory-finding/kyogikai-name> renkei:lawParagraph "1"@ja }
