DELETE DATA { <agreement/a/citation/2> renkei:rangePart "from" } ;
INSERT DATA { <agreement/a/citation/2> renkei:rangePart "middle" }
