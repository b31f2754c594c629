DELETE DATA { <agreement/a/citation/2> renkei:lawSupplementary true } ;
INSERT DATA { <agreement/a/citation/2> renkei:lawSupplementary "true" }
