DELETE DATA { <agreement/a/appended-table/1> rdfs:label "別表（第1条関係）"@ja } ;
INSERT DATA { <agreement/a/appended-table/1> rdfs:label "別表（第1条関係）"@fr }
