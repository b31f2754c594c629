DELETE DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:beneficiaryText "住民"@ja } ;
INSERT DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:beneficiaryText ""@ja }
