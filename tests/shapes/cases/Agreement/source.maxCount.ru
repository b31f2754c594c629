INSERT DATA { <agreement/a> renkei:source <agreement/b/source> }
