DELETE DATA { <agreement/a/citation/1> rdfs:label "地方自治法第252条の2第1項"@ja } ;
INSERT DATA { <agreement/a/citation/1> rdfs:label "地方自治法第252条の2第1項"@fr }
