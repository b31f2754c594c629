INSERT DATA { <agreement/a/citation/1> renkei:lawParagraph "9" }
