DELETE WHERE { <agreement/a/citation/1> renkei:citationText ?value } ;
INSERT DATA { <agreement/a/citation/1> renkei:citationText "法第252条の2第1項"@ja }
