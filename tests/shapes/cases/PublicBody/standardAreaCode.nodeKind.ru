DELETE WHERE { <municipality/012041> renkei:standardAreaCode ?value } ;
INSERT DATA { <municipality/012041> renkei:standardAreaCode "http://data.e-stat.go.jp/lod/sac/C01204" }
