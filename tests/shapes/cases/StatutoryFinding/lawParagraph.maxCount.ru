INSERT DATA { <agreement/a/statutory-finding/kyogikai-name> renkei:lawParagraph "9" }
