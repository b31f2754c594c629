DELETE DATA { <agreement/a/change/1> renkei:locus "第2条第1号"@ja } ;
INSERT DATA { <agreement/a/change/1> renkei:locus "第2条第1号"@fr }
