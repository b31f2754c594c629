INSERT DATA { <agreement/a/citation/1> renkei:law <instrument/186b5d8a> }
