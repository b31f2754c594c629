INSERT DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:beneficiaryText "別"@ja }
