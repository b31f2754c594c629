DELETE WHERE { <law/322AC0000000067> renkei:lawNumber ?value } ;
INSERT DATA { <law/322AC0000000067> renkei:lawNumber "昭和22年法律第67号"@ja }
