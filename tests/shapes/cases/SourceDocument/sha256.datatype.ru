DELETE WHERE { <agreement/a/source> renkei:sha256 ?value } ;
INSERT DATA { <agreement/a/source> renkei:sha256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"@ja }
