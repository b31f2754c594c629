DELETE DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:text "応分の経費を負担する。"@ja } ;
INSERT DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:text "応分の経費を負担する。"@fr }
