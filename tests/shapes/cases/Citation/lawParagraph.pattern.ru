DELETE WHERE { <agreement/a/citation/1> renkei:lawParagraph ?value } ;
INSERT DATA { <agreement/a/citation/1> renkei:lawParagraph "一" }
