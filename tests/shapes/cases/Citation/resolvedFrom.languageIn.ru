DELETE DATA { <agreement/a/citation/1> renkei:resolvedFrom "法"@ja } ;
INSERT DATA { <agreement/a/citation/1> renkei:resolvedFrom "法"@fr }
