DELETE DATA { <agreement/a/citation/2> renkei:lawAppendedTable "別表第1" } ;
INSERT DATA { <agreement/a/citation/2> renkei:lawAppendedTable "別表第1"@ja }
