DELETE WHERE { <agreement/a/group/1> renkei:designation ?value } ;
INSERT DATA { <agreement/a/group/1> renkei:designation "関係市町"@ja }
