DELETE DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:counterpartyText "甲"@ja } ;
INSERT DATA { <agreement/a/initiative/1/role/1/duty/1> renkei:counterpartyText ""@ja }
