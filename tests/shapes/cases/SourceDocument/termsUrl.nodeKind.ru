DELETE WHERE { <agreement/a/source> renkei:termsUrl ?value } ;
INSERT DATA { <agreement/a/source> renkei:termsUrl "https://www.example.jp/terms" }
