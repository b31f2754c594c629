INSERT DATA { <agreement/a/source> renkei:termsUrl <https://www.example.org/> }
