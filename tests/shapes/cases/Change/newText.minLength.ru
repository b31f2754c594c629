DELETE WHERE { <agreement/a/change/1> renkei:newText ?value } ;
INSERT DATA { <agreement/a/change/1> renkei:newText ""@ja }
