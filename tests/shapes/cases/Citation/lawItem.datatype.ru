DELETE WHERE { <agreement/a/citation/2> renkei:lawItem ?value } ;
INSERT DATA { <agreement/a/citation/2> renkei:lawItem "4"@ja }
