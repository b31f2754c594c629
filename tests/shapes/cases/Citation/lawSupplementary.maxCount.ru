INSERT DATA { <agreement/a/citation/2> renkei:lawSupplementary false }
