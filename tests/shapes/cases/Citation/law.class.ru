DELETE DATA { <agreement/a/citation/1> renkei:law <law/322AC0000000067> } ;
INSERT DATA { <agreement/a/citation/1> renkei:law <agreement/a/nothing> }
