DELETE DATA { <agreement/a/initiative/1/remark/1> rdfs:label "費用負担"@ja } ;
INSERT DATA { <agreement/a/initiative/1/remark/1> rdfs:label "費用負担"@fr }
