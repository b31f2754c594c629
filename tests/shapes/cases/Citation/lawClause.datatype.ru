DELETE DATA { <agreement/a/citation/2> renkei:lawClause "ただし書" } ;
INSERT DATA { <agreement/a/citation/2> renkei:lawClause "ただし書"@ja }
