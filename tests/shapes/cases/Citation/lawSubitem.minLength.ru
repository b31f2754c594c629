DELETE DATA { <agreement/a/citation/2> renkei:lawSubitem "イ" } ;
INSERT DATA { <agreement/a/citation/2> renkei:lawSubitem "" }
