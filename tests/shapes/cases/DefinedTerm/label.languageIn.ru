DELETE DATA { <agreement/a/defined-term/1> rdfs:label "連携中枢都市宣言"@ja } ;
INSERT DATA { <agreement/a/defined-term/1> rdfs:label "連携中枢都市宣言"@fr }
