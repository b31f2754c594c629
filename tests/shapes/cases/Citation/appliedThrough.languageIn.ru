DELETE DATA { <agreement/a/citation/2> renkei:appliedThrough "地方自治法第292条"@ja } ;
INSERT DATA { <agreement/a/citation/2> renkei:appliedThrough "別"@fr }
