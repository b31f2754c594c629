DELETE WHERE { <agreement/a/change/1> renkei:oldText ?value } ;
INSERT DATA { <agreement/a/change/1> renkei:oldText ""@ja }
