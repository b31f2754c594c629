INSERT DATA { <law/322AC0000000067> renkei:lawNumber "別" }
