DELETE DATA { <agreement/a/citation/2> renkei:lawDivision "第2章" } ;
INSERT DATA { <agreement/a/citation/2> renkei:lawDivision "第2章"@ja }
